"""The site's own settings over a home folder that lasts as long as the tests."""

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="jixiao-tests-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["JIXIAO_HOME"] = _home
# A browser that is driven from this process keeps an event loop in it, for the tests after it too.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ["JIXIAO_HOSTS"] = "127.0.0.1,localhost,testserver"

from jixiao.web.config.settings import *  # noqa: E402, F403

# One second for each log-in is right for an office and wrong for a thousand tests.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A file, not memory: pages in a browser and the test ask at the same time, as people do.
DATABASES["default"]["TEST"] = {"NAME": os.path.join(_home, "test.sqlite3")}  # noqa: F405, PTH118

# Each client of a test begins the site anew, and would read all static files each time.
WHITENOISE_AUTOREFRESH = True
