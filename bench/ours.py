"""One reading of a PDF file by jixiao, whole: rows joined, places, sums; prints what it took.

Called by `bench/documents.py` as ``python -m bench.ours WORKERS FILE``.
"""

import json
import resource
import sys
import time
from pathlib import Path

from bench.memory import Together, peak

from jixiao.model import Document
from jixiao.reading.isolation.children import close_all
from jixiao.reading.pdf import PdfReader
from jixiao.understanding import understand


def main() -> None:
    """Time the reading; with the children's time, and the memory of all at once."""
    workers, path = int(sys.argv[1]), Path(sys.argv[2])
    wall, cpu = time.perf_counter(), time.process_time()
    with Together() as memory:
        raw = PdfReader(workers).read(Document(path.name, path.read_bytes()))
        reading = time.perf_counter() - wall
        understand(raw, values=False)
    wall = time.perf_counter() - wall
    own = time.process_time() - cpu
    close_all()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    json.dump(
        {
            "wall": wall,
            "reading": reading,
            "cpu": own + children.ru_utime + children.ru_stime + memory.unwaited,
            "peak": peak(),
            "together": memory.most,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
