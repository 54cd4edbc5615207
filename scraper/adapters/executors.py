"""Who runs the tasks of a pipeline: processes of this machine, or a Ray cluster.

datatrove's own executors wait for ever for a process that was killed. These give its task to another
one. What a task had done is marked in its stage's folder, so a run that ends goes on where it was.
"""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import resource
import signal
import threading
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import redirect_stderr
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, cast

from datatrove.executor.base import DistributedEnvVars, PipelineExecutor
from datatrove.utils.logging import logger

from scraper.errors import ScraperError

if TYPE_CHECKING:
    from pathlib import Path

    from datatrove.pipeline.base import PipelineStep

TRIES = 3  # times that processes may die of one stage
_SERVER = multiprocessing.get_context("forkserver")  # loads datatrove once, not in each process
_SERVER.set_forkserver_preload(["scraper.adapters.datatrove"])
os.environ["TQDM_DISABLE"] = "1"  # datatrove's bars


class LocalExecutor(PipelineExecutor):  # type: ignore[misc] # datatrove has no types
    """Runs tasks in processes of this machine, so many at once."""

    def __init__(self, steps: list[PipelineStep], tasks: int, folder: Path, workers: int) -> None:
        super().__init__(steps, str(folder))
        self.tasks, self.workers = tasks, workers

    @property
    def world_size(self) -> int:
        """How many tasks there are in all."""
        return self.tasks

    def get_distributed_env(self, node_rank: int = -1) -> DistributedEnvVars:
        """Return what datatrove wants in the environment."""
        del node_rank
        names = ("node_ips", "cpus_per_task", "mem_per_cpu", "gpus_on_node", "executor")
        return cast("DistributedEnvVars", {f"datatrove_{name}": "" for name in names})

    def run(self) -> None:
        """Run what is not done yet; raises ScraperError where processes keep dying."""
        logger.remove()
        for _ in range(TRIES):
            left = self.get_incomplete_ranks()
            if not left:
                return
            self._all(left)
        if left := self.get_incomplete_ranks():
            raise ScraperError(
                f"{self.logging_dir.path}: processes died {TRIES} times over {len(left)} tasks;"
                " the same command goes on where it was"
            )

    def _all(self, ranks: list[int]) -> None:
        """Run tasks as far as their processes live."""
        processes = min(self.workers, len(ranks))
        pool = ProcessPoolExecutor(processes, _SERVER, initializer=_end_with_parent)
        try:
            for future in [pool.submit(self.task, rank) for rank in ranks]:
                future.result()
        except (BrokenProcessPool, ConnectionError):  # a worker, or who starts them
            pass
        except BaseException:  # one task's error, or a signal, does not wait for all the others
            for process in multiprocessing.active_children():
                process.kill()
            pool.shutdown(cancel_futures=True)
            raise
        pool.shutdown()

    def task(self, rank: int) -> None:
        """Run one task here; what it has to say goes into its log file."""
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # some hold a file for each task
        with redirect_stderr(io.StringIO()):
            self._run_for_rank(rank)

    def counts(self) -> list[Counter[str]]:
        """Return what the tasks counted, a step each."""
        steps: list[Counter[str]] = [Counter() for _ in self.pipeline]
        for file in self.logging_dir.list_files("stats"):
            with self.logging_dir.open(file) as text:
                for step, found in zip(steps, json.load(text), strict=True):
                    step.update({name: _total(one) for name, one in found["stats"].items()})
        return steps


def _total(stat: Any) -> int:
    return int(stat["total"] if isinstance(stat, dict) else stat)


def _end_with_parent() -> None:
    """Let a process end when the one it works for does, and not before: a pool's would wait for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to all
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class RayExecutor(LocalExecutor):
    """Runs tasks on a Ray cluster, a processor each; folders must be the same on all of its nodes."""

    def _all(self, ranks: list[int]) -> None:
        import ray  # noqa: PLC0415 - an extra

        task = ray.remote(num_cpus=1, max_retries=TRIES)(RayExecutor.task)
        for reference in [task.remote(self, rank) for rank in ranks]:
            try:
                ray.get(reference)
            except ray.exceptions.RayTaskError as error:
                raise error.cause from None
            except ray.exceptions.RayError:  # a worker, its node or its memory
                continue
