"""What people type, read: commands, emoji, keystrokes, differences."""
