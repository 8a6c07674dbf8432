"""The site's settings for a server of a test: what waits for the database gives up soon."""

from jixiao.web.config.settings import *  # noqa: F403
from jixiao.web.config.settings import DATABASES

DATABASES["default"]["OPTIONS"]["timeout"] = 1
