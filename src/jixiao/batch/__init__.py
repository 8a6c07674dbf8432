"""The pipeline over many files: which files, in how many processes, and what is done already.

Only here is it known what runs them; see `engine.Engine` for what another engine has to offer.
"""

from jixiao.batch.engine import Died, Engine, InProcess, WhereItPays, choose_engine
from jixiao.batch.files import Found, find_files
from jixiao.batch.manifest import MANIFEST, Manifest
from jixiao.batch.processes import Processes

__all__ = [
    "MANIFEST",
    "Died",
    "Engine",
    "Found",
    "InProcess",
    "Manifest",
    "Processes",
    "WhereItPays",
    "choose_engine",
    "find_files",
]
