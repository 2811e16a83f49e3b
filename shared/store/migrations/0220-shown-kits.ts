/** By kit, the offline assignments that name it; filled from what came home before. */
export const migration0220 = {
  number: 220,
  name: 'kits shown on backup',
  sql: `
CREATE TABLE shown_kit (
  kit TEXT NOT NULL,
  assignment INTEGER NOT NULL REFERENCES backup_assignment (id),
  PRIMARY KEY (kit, assignment)
) STRICT, WITHOUT ROWID;
CREATE INDEX shown_kit_by_assignment ON shown_kit (assignment);
INSERT INTO shown_kit
  SELECT shown.value, backup_assignment.id
  FROM backup_assignment, json_each(facts, '$.openings') AS opening,
    json_each(opening.value, '$.kits') AS shown
  UNION
  SELECT shown.value, backup_assignment.id
  FROM backup_assignment, json_each(facts, '$.unusable') AS unusable,
    json_each(unusable.value, '$.kits') AS shown
  UNION
  SELECT given.value, backup_assignment.id
  FROM backup_assignment, json_each(facts, '$.dispensed') AS given
  WHERE given.type = 'text';
`,
} as const;
