/** The public key that a person's wrap must have, and subject numbers compared without regard to case. */
export const migration0050 = {
  number: 50,
  name: 'people and names',
  sql: `
ALTER TABLE person ADD COLUMN public_key TEXT;
UPDATE person SET public_key = (
  SELECT content ->> '$.body.publicKey' FROM ledger
  WHERE kind = 'user-added' AND content ->> '$.body.user' = person.user
);
CREATE INDEX subject_by_folded_code ON subject (code COLLATE NOCASE);
`,
} as const;
