"""The workshop: every letter, page, paper and chart with the cast's data, looked at before anybody gets one."""
