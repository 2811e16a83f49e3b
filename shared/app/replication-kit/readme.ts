/** What a statistician reads first in an unpacked replication kit. */
export const kitReadme = (list: string, digest: string): string =>
  `Replication kit of randomization list ${list} (format cachet-list-1)

UNBLINDED: seed.txt and list.csv tell every arm. Keep this kit away from everybody who is blinded.

The list is made again from specification and seed, outside the console, and compared slot by slot:

  python3 replicate.py "$(cat seed.txt)" list.csv     Python 3, standard library only
  Rscript replicate.R "$(cat seed.txt)" list.csv      base R only

Exit status 0: every slot agrees; 1: the lists differ; 2: wrong use.
Without list.csv the list is printed as CSV.

list.csv is the list as it is recorded in the study. The digest on the certificate is the SHA-256 of
the salt, a line feed and list.csv:

  { cat digest-salt.txt; cat list.csv; } | sha256sum
  ${digest}
`;
