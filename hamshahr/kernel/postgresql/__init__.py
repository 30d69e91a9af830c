"""PostgreSQL as a store whose silence is noticed."""
