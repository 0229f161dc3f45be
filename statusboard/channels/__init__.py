"""The ways to reach people, one file each: what a channel kind declares and how it sends."""
