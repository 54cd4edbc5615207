// All of it is comfort: without it every page works, but for copying.
(() => {
  "use strict";
  const box = document.querySelector("[data-search]");
  const hits = [...document.querySelectorAll("[data-hit]")];

  const marks = [...document.querySelectorAll(".text mark")];
  const next = document.querySelector("[data-next]");
  const previous = document.querySelector("[data-previous]");
  let mark = -1;

  const jump = (step) => {
    if (mark >= 0) marks[mark].classList.remove("here");
    mark = mark < 0 && step < 0 ? marks.length - 1 : (mark + step + marks.length) % marks.length;
    marks[mark].classList.add("here");
    marks[mark].scrollIntoView({ block: "center" });
    next.querySelector("span").textContent = `${mark + 1} / `;
  };
  if (next) {
    previous.hidden = false;
    previous.addEventListener("click", () => jump(-1));
    next.addEventListener("click", (event) => {
      event.preventDefault();
      jump(1);
    });
  }

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
    } else if (next && (event.key === "n" || event.key === "N")) {
      jump(event.key === "n" ? 1 : -1);
    } else if ((event.key === "j" || event.key === "k") && hits.length) {
      const at = hits.indexOf(document.activeElement);
      const next = event.key === "j" ? at + 1 : Math.max(at - 1, 0);
      hits[Math.min(next, hits.length - 1)].focus();
    }
  });

  // the heading one reads under stands out in the outline
  const entries = [...document.querySelectorAll("nav.outline a")];
  const headings = entries.map((entry) => document.querySelector(entry.hash));
  const contents = document.querySelector("nav.outline");
  const follow = () => {
    const passed = (heading) => heading && heading.getBoundingClientRect().top < innerHeight / 3;
    const here = headings.findLastIndex(passed);
    entries.forEach((entry, i) => {
      if (i !== here) entry.removeAttribute("aria-current");
      else if (!entry.hasAttribute("aria-current")) {
        entry.setAttribute("aria-current", "true");
        const [above, below] = [entry.offsetTop, entry.offsetTop + entry.offsetHeight];
        const shown = contents.scrollTop <= above && below <= contents.scrollTop + contents.clientHeight;
        if (!shown) contents.scrollTop = above - contents.clientHeight / 2;
      }
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
