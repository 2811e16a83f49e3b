/** What somebody who finds the folder in ten years has to know. */
export const readmeText = (fingerprint: string): string =>
  `EVIDENCE PACK OF A CLINICAL TRIAL'S SUPPLY AND RANDOMIZATION RECORD

Open index.html in a browser (no network is needed). It verifies the pack and shows the audit trail.
Choose this folder in it to have every file checked byte by byte; that also finds files that were added.

How to be sure
  1. Compare the fingerprint of the signing device with the one that the sponsor's console shows:
     ${fingerprint}
  2. A page cannot vouch for itself: whoever can change this folder can change index.html too. Verify with a program
     of your own: cachet evidence verify FOLDER --fingerprint "${fingerprint}"
     or open the index.html of another pack that you trust and choose this folder there.

What is where
  index.html            the viewer
  summary.pdf           one page about the pack
  trail/                the audit trail to read, print (HTML) and compute with (CSV)
  data/                 the entries as they are stored, one a line as JSON (without the first and the last line and
                        without the comma at the end), for the viewer and for anybody who checks the chain
  records/              signatures, code breaks, custody, unblinding register, people and roles, critical events, reviews,
                        verification, account of each dispensed kit
  study/                configuration in force and its versions, places, who may do what
  lists/                randomization lists: certificates and verifications, no arm
  reconciliation/       verdicts of assignments that were made without the network, and decisions
  excursions/           temperature excursions with their evidence, and the loggers' own files
  installation/         the installation as it found itself: self-test, requirements and their tests
  UNBLINDED/            only in packs made by unblinded people: tells kit types; keep it apart
  manifest.json         every file with its size and SHA-256; manifest.sig.json signs it (Ed25519)

How to verify without any program of ours
  An entry's hash is the SHA-256 of: device.epoch.deviceSequence, line feed, hash of the device's previous entry (64
  zeros before the first), line feed, content, line feed, sealed (nothing when null). Its signature is Ed25519 over the
  32 bytes of the hash, with the public key that the entry "device-enrolled" of the device names. manifest.sig.json
  holds Ed25519 over the 32 bytes of the SHA-256 of manifest.json.
`;
