"""The only writers of records: one act, one transaction, one entry in the trail."""
