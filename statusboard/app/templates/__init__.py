"""The texts that a notice is begun with: a team's own in the place of ours."""
