"""What an inspector does in an office: samples of rows, findings that the office answers, and evidence packs."""
