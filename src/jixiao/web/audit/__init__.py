"""The trail of every act: written with it, only ever added to, and tampering shows."""
