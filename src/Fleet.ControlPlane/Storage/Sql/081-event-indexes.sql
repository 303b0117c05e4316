-- Which streams a command has changed: for its revert.
create index if not exists mt_events_correlation on fleet.mt_events (correlation_id) where correlation_id is not null;
