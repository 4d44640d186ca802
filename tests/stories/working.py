"""A worker in a thread of its own: a browser test in the same process leaves an event loop running in the first."""

from concurrent.futures import ThreadPoolExecutor

from belong.ground.kernel import public as kernel


def run_worker(*, wait: bool) -> None:
    """As the kernel's."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(kernel.run_worker, wait=wait).result()
