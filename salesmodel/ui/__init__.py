"""What the workbench shows: the only room that knows Streamlit."""
