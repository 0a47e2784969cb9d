"""The 30% rule: what the highest-paid sellers spend their week on that is not selling."""
