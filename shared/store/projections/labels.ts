import { canonicalJson } from '../../base/canonical-json.ts';
import { mention } from './projection.ts';
import type { Projection } from './projection.ts';

export const labelTemplateDefined: Projection<'label-template-defined'> = (db, body, entry) => {
  const definition = body.definition as { readonly kind: string };
  db.prepare('INSERT INTO label_template VALUES (?, ?, ?, ?, ?)').run(
    body.template,
    body.version,
    entry.sequence,
    definition.kind,
    canonicalJson(body.definition),
  );
};

export const labelsIssued: Projection<'labels-issued'> = (db, body, entry) => {
  const shipment = body.shipper?.['shipment'] ?? null;
  db.prepare(
    `INSERT INTO label_issue
       (code, entry, kind, template, version, shipment, kits, copies, labels, again, user)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    body.issue,
    entry.sequence,
    body.kind,
    body.template,
    body.version,
    shipment,
    body.kits.length,
    body.copies,
    body.labels,
    body.again,
    entry.user,
  );
  if (shipment !== null) mention(db, 'shipment', shipment, entry.sequence);
  const insert = db.prepare(
    `INSERT INTO kit_label SELECT kit.id, label_issue.id, ? FROM kit, label_issue
     WHERE kit.number = ? AND label_issue.code = ?`,
  );
  for (const number of body.kits) {
    insert.run(body.copies, number, body.issue);
    mention(db, 'kit', number, entry.sequence);
  }
};
