"""cstemplates: HR paperwork for customer-service organisations, from data to Word."""

__version__ = "0.1.0"
