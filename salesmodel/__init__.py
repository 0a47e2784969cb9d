"""The Sales Model Workbench: how customers buy, who does which task, what a win costs.

Each folder is one idea of the product; docs/method.md holds the numbered rules.
"""
