"""Settings of the site; secrets and addresses come from the environment or the home folder."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from jixiao.web.config.addresses import networks, syslog_address
from jixiao.web.config.home import home_folder, secret

HOME = home_folder()
_WEB = Path(__file__).resolve().parent.parent
_BEHIND_HTTPS = os.environ.get("JIXIAO_HTTPS") == "1"

DEBUG = False
SECRET_KEY = secret("secret.key", "JIXIAO_SECRET_KEY")
AUDIT_KEY = secret("audit.key", "JIXIAO_AUDIT_KEY").encode()
ALLOWED_HOSTS = os.environ.get("JIXIAO_HOSTS", "127.0.0.1,localhost").split(",")
TRUSTED_PROXIES = networks(os.environ.get("JIXIAO_TRUSTED_PROXIES", ""))
"""Servers in front whose word on a visitor's address is taken."""
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if _BEHIND_HTTPS else []

INSTALLED_APPS = [
    "jixiao.web.accounts",
    "jixiao.web.audit",
    "jixiao.web.records",
    "jixiao.web.publicdata",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "django_q",
]
MIDDLEWARE = [
    "jixiao.web.config.addresses.VisitorAddress",
    "jixiao.web.config.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jixiao.web.accounts.sessions.LogInEnds",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "jixiao.web.accounts.initial.ChangeFirst",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "jixiao.web.accounts.refusals.RefusedForms",
    "jixiao.web.config.only_forms.OnlyForms",
]
ROOT_URLCONF = "jixiao.web.config.urls"
WSGI_APPLICATION = "jixiao.web.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_WEB / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["jixiao.web.records.templatetags.said"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jixiao.web.config.context.everywhere",
            ],
        },
    }
]

# One writer at a time is SQLite's rule; IMMEDIATE makes the others wait instead of failing.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "jixiao.sqlite3",
        # A connection that stays keeps its pages, and its log, so that a full disk can be read.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY;",
        },
    }
}
DATABASE_READ_AHEAD = {"bytes": 2_000_000_000, "seconds": 60}
"""How much of the end of the database file is read at the start, and how long at most. An office of 100,000
projects has 1.2 GB, which a disk that turns reads in ten seconds; what was written last lies at the end."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by server and worker, with nothing else to install.
CACHES = {
    "default": {
        "BACKEND": "jixiao.web.config.file_cache.FileCache",
        "LOCATION": HOME / "cache",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
    # What the rules say of a table, until it changes; of each process. Of 60 projects 0.13 MB: fewer
    # entries than tables at work, and every second look judges anew.
    "judgements": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 400},
    },
    # Who asked how often; of each process.
    "rates": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "rates",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
MEDIA_ROOT = HOME / "files"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "jixiao.web.accounts.passwords.Unlike"},
    {
        "NAME": "jixiao.web.accounts.passwords.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "jixiao.web.accounts.passwords.NotCommon"},
    {"NAME": "jixiao.web.accounts.passwords.Breached"},
    {"NAME": "jixiao.web.accounts.passwords.OfficeWords"},
]
BREACHED_PASSWORDS = os.environ.get("JIXIAO_BREACHED_PASSWORDS", "")
"""A file of SHA-1 digests in their order, one a line, as "Have I Been Pwned" offers it; for comparing here."""
if BREACHED_PASSWORDS and not Path(BREACHED_PASSWORDS).is_file():
    raise ImproperlyConfigured(f"JIXIAO_BREACHED_PASSWORDS：找不到文件 {BREACHED_PASSWORDS}")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "jixiao.web.accounts.adapter.OfficeAdapter"
USERSESSIONS_ADAPTER = "jixiao.web.accounts.adapter.OfficeSessions"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
# A name is locked by axes, with a page that says so; this slows an address down, and the guessing
# of codes: its key is the person there, and name with address where passwords are asked for.
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,10/5m/key", "login": "120/m/ip"}
MOST_A_MINUTE = {"search": 120, "download": 60}
"""How often one person, or one address where nobody is logged in, may search or take a file."""
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_RECOVERY_CODE_DIGITS = 8
MFA_TOTP_ISSUER = "jixiao"
MFA_FORMS = {
    "authenticate": "jixiao.web.accounts.factor_forms.CodeForm",
    "reauthenticate": "jixiao.web.accounts.factor_forms.CodeAgainForm",
}
EVERYBODY_NEEDS_MFA = os.environ.get("JIXIAO_MFA") == "everybody"
"""Whether nobody does anything before he has switched on a second factor."""
ADMINISTRATORS_NEED_MFA = os.environ.get("JIXIAO_MFA") == "administrators"
"""Whether the pages of administration open only to who logs in with a second factor."""
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_HTTP_RESPONSE_CODE = 429

# A browser takes such a name from this very host over HTTPS alone, and from no subdomain.
COOKIE_PREFIX = "__Host-" if _BEHIND_HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}django_language"
MESSAGE_STORAGE = "jixiao.web.config.notices.Notices"
SESSION_ENGINE = "jixiao.web.accounts.sessions"
SESSION_COOKIE_AGE = 60 * int(os.environ.get("JIXIAO_IDLE_MINUTES", "120"))
SESSION_LONGEST = 12 * 3600
"""Seconds after which a log-in ends, however busy: a working day."""
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "jixiao.web.config.office.stale"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _BEHIND_HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if _BEHIND_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _BEHIND_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _BEHIND_HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
UPLOAD_MAX_BYTES = 200_000_000
"""The largest file that may be brought in."""

REVISIONS_KEPT = (
    (timedelta(days=1), None),
    (timedelta(days=30), timedelta(hours=1)),
    (None, timedelta(days=1)),
)
"""Revisions of a project: up to which age (None: any), and of what span one of each person is kept
(None: each)."""

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [_WEB / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("JIXIAO_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "static/"
STATICFILES_DIRS = [_WEB / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

# `retry` must be longer than `timeout`; a killed worker's job comes back after it.
Q_CLUSTER = {
    "name": "jixiao",
    "orm": "default",
    "workers": 1,
    "timeout": 1800,
    "retry": 1860,
    "max_attempts": 3,
    "poll": 0.5,
    "catch_up": False,
    "save_limit": 200,
    "label": "后台任务",
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
        }
    },
    "filters": {"in_one_line": {"()": "jixiao.web.config.logs.InOneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {
        "django.request": {"filters": ["in_one_line"]},
        # Anybody can send a wrong host name; it is answered and needs no trace.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        # The trail is in the database; where logs go elsewhere, its digests go with them.
        "jixiao.audit": {"handlers": [], "level": "INFO", "propagate": False},
        # That a request waits for a free thread is everyday: nobody at the console can act on it.
        "waitress.queue": {"level": "ERROR"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
if _ELSEWHERE := os.environ.get("JIXIAO_SYSLOG", ""):
    LOGGING["handlers"]["elsewhere"] = {
        "class": "logging.handlers.SysLogHandler",
        "address": syslog_address(_ELSEWHERE),
        "formatter": "plain",
    }
    LOGGING["root"]["handlers"].append("elsewhere")
    LOGGING["loggers"]["jixiao.audit"]["handlers"].append("elsewhere")
