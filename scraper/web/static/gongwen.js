// All of it is comfort: without it every page works, but for copying.
(() => {
  "use strict";
  const box = document.querySelector("[data-search]");
  const hits = [...document.querySelectorAll("[data-hit]")];

  const typing = (element) =>
    element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && event.target === box) {
      box.blur();
    } else if (typing(event.target) && event.target.type !== "checkbox") {
      return;
    } else if (event.key === "/" && box) {
      event.preventDefault();
      box.focus();
      box.select();
    } else if ((event.key === "j" || event.key === "k") && hits.length) {
      const at = hits.indexOf(document.activeElement);
      const next = event.key === "j" ? at + 1 : Math.max(at - 1, 0);
      hits[Math.min(next, hits.length - 1)].focus();
    }
  });

  // the heading one reads under stands out in the outline
  const entries = [...document.querySelectorAll("nav.outline a")];
  const headings = entries.map((entry) => document.querySelector(entry.hash));
  const follow = () => {
    const passed = (heading) => heading && heading.getBoundingClientRect().top < innerHeight / 3;
    const here = headings.findLastIndex(passed);
    entries.forEach((entry, i) => {
      if (i === here) entry.setAttribute("aria-current", "true");
      else entry.removeAttribute("aria-current");
    });
  };
  if (entries.length) {
    document.addEventListener("scroll", follow, { passive: true });
    follow();
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue; // not on this machine, and not https
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        const answer = await fetch(button.dataset.copy);
        if (!answer.ok) throw new Error(answer.status);
        await navigator.clipboard.writeText(await answer.text());
        button.textContent = button.dataset.done;
      } catch {
        button.textContent = button.dataset.failed;
      }
      setTimeout(() => (button.textContent = label), 2000);
    });
  }
})();
