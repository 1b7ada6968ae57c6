"""Run the job worker inside a test process."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from kernel.jobs.worker import WorkerPlan, work


def run_worker(plan: WorkerPlan) -> None:
    """Work in a thread of its own: a browser test before may have left a loop in this one."""

    def run() -> None:
        try:
            work(plan)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(run).result()
