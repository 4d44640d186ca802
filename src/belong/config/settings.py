"""Settings: defaults that are right for a home on one machine, changed by the environment (docs/operations.md)."""

from pathlib import Path

from belong.config import environment, mail, running

HOME = environment.home()
SECRET_KEY = environment.secret_key(HOME)
DEBUG = environment.flag("BELONG_DEBUG")
ALLOWED_HOSTS = [*environment.words("BELONG_HOSTS", ""), "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = environment.words("BELONG_ORIGINS", "")
SITE_URL = environment.site("BELONG_URL")
DEMO = environment.flag("BELONG_DEMO")
HERE_URL = environment.site("BELONG_HERE") or "http://127.0.0.1:8000"
COMMUNITY = environment.community()

DATABASES = {"default": environment.database(HOME)}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "procrastinate.contrib.django",
    "belong.ground.kernel",
    "belong.ground.ledger",
    "belong.ground.people",
    "belong.ground.settings",
    "belong.ground.tags",
    "belong.ground.groups",
    "belong.ground.arrivals",
    "belong.ground.touches",
    "belong.ground.segments",
    "belong.community.discussions",
    "belong.community.profiles",
    "belong.community.opportunities",
    "belong.insight.journey",
    "belong.insight.impact",
    "belong.insight.search",
    "belong.reach.gate",
    "belong.reach.notifications",
    "belong.care.archives",
    "belong.care.moderation",
    "belong.doors.imports",
    "belong.doors.web",
]

MIDDLEWARE = [
    "belong.doors.web.middleware.WholePagesMiddleware",
    "belong.doors.web.middleware.AnswersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "belong.doors.web.accounts.last_use.LastUseMiddleware",
    "belong.doors.web.shared.twice.TwiceMiddleware",
    "belong.doors.web.administration.looking.LookingMiddleware",
]

WEB = Path(__file__).resolve().parent.parent / "doors" / "web"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(WEB.glob("*/templates")),
        "OPTIONS": {"environment": "belong.doors.web.shared.environment.environment"},
    }
]

ROOT_URLCONF = "belong.config.urls"
WSGI_APPLICATION = "belong.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["belong.doors.web.accounts.backend.Backend"]
ACCOUNT_ADAPTER = "belong.doors.web.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"  # of whom, `accounts.stages` says
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 60 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {"reset_password": "20/m/ip,3/m/key,10/h/key", "request_login_code": "20/m/ip,3/m/key,20/h/key"}
MFA_ADAPTER = "belong.doors.web.accounts.second_step.SecondSteps"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # who has to confirm their address gets in only after it
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "belong.doors.web.accounts.outside.Outside"
SOCIALACCOUNT_PROVIDERS = environment.providers("BELONG_SIGN_IN_PROVIDERS")
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("es", "Español")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
TIME_ZONE = "UTC"  # Django's own; the organisation's is `community().time_zone`
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
MEDIA_ROOT = HOME / "files"
FILES_BUCKET = running.bucket("BELONG_FILES")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

CACHES = {"default": {"BACKEND": "belong.doors.web.accounts.attempts.Attempts"}}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
BEHIND_TLS = environment.flag("BELONG_TLS")
SESSION_ENGINE = "belong.doors.web.accounts.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = running.count("BELONG_PROXIES", 1 if BEHIND_TLS else 0)

METRICS_TOKEN = running.token("BELONG_METRICS_TOKEN")
if METRICS_TOKEN:
    MIDDLEWARE.insert(0, "belong.doors.web.operations.measured.MeasuringMiddleware")

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # nothing uses it: mail goes through the outbox
MAIL_SMTP = mail.smtp("BELONG_SMTP_URL")
MAIL_PROVIDER = mail.provider("BELONG_MAIL_PROVIDER")
MAIL_PACE = mail.pace("BELONG_MAIL_PACE", 60)
ANYMAIL = mail.keys("BELONG_MAIL_KEYS")

LOG_FORM = running.form("BELONG_LOG")
LOGGING = running.log(LOG_FORM)
