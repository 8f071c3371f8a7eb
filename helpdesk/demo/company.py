"""The made-up company of the demo: what the servers must know of it before the database is there."""

SUPPORT_ADDRESSES = ("ayuda@alameda.example", "support@alameda.example")
AUTHSERV_ID = "mail.alameda.example"
COMPANY_NAME = "Alameda"
# One password for everybody: the demo listens on this machine only.
PASSWORD = "ventanilla"  # noqa: S105
# Role, and the address to sign in with: the banner of `make demo` shows them.
SIGN_INS = {
    "agent": "lucia@alameda.example",
    "manager": "marta@alameda.example",
    "administrator": "admin@alameda.example",
}
