/** What is done with the trail itself. */
export interface TrailEventBodies {
  /** An evidence pack left the study. */
  'evidence-made': {
    readonly variant: 'arm-free' | 'unblinded';
    /** Entries of the trail that are in it. */
    readonly entries: number;
    /** SHA-256 of the pack's manifest. */
    readonly digest: string;
  };
}
