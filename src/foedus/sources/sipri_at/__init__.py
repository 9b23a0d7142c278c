"""SIPRI's register of transfers of major arms: one line a deal in, volumes by recipient, supplier and year out."""
