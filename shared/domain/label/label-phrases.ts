/** What every label says, in one language. */
export interface LabelPhrases {
  readonly trialUse: string;
  readonly children: string;
  readonly directions: string;
  readonly storage: string;
  readonly sponsor: string;
  readonly kit: string;
  readonly lot: string;
  readonly expiry: string;
  readonly site: string;
  readonly subject: string;
  readonly visit: string;
  readonly from: string;
  readonly to: string;
  readonly supplies: string;
  readonly kits: string;
  readonly logger: string;
}

/** Wording after Annex VI of Regulation (EU) 536/2014; a study replaces what its competent authorities ask for. */
export const labelPhrases: Readonly<Record<string, LabelPhrases>> = {
  en: {
    trialUse: 'For clinical trial use only.',
    children: 'Keep out of the sight and reach of children.',
    directions: 'Use as directed by the investigator.',
    storage: 'Store as described in the pharmacy manual.',
    sponsor: 'Sponsor',
    kit: 'Kit',
    lot: 'Lot',
    expiry: 'Use until the end of',
    site: 'Site',
    subject: 'Subject',
    visit: 'Visit',
    from: 'From',
    to: 'To',
    supplies: 'Clinical trial supplies',
    kits: 'Kits',
    logger: 'Temperature logger',
  },
  de: {
    trialUse: 'Zur klinischen Prüfung bestimmt.',
    children: 'Arzneimittel für Kinder unzugänglich aufbewahren.',
    directions: 'Anwendung nach Anweisung der Prüfärztin oder des Prüfarztes.',
    storage: 'Lagerung gemäß Apothekenhandbuch.',
    sponsor: 'Sponsor',
    kit: 'Packung',
    lot: 'Ch.-B.',
    expiry: 'Verwendbar bis Ende',
    site: 'Prüfzentrum',
    subject: 'Prüfungsteilnehmer',
    visit: 'Visite',
    from: 'Absender',
    to: 'Empfänger',
    supplies: 'Prüfpräparate für eine klinische Prüfung',
    kits: 'Packungen',
    logger: 'Temperaturlogger',
  },
  fr: {
    trialUse: 'Pour essai clinique uniquement.',
    children: 'Tenir hors de la vue et de la portée des enfants.',
    directions: 'À utiliser selon les instructions de l’investigateur.',
    storage: 'À conserver selon le manuel de pharmacie.',
    sponsor: 'Promoteur',
    kit: 'Kit',
    lot: 'Lot',
    expiry: 'À utiliser jusqu’à fin',
    site: 'Centre',
    subject: 'Participant',
    visit: 'Visite',
    from: 'Expéditeur',
    to: 'Destinataire',
    supplies: 'Produits pour essai clinique',
    kits: 'Kits',
    logger: 'Enregistreur de température',
  },
  es: {
    trialUse: 'Solo para uso en ensayo clínico.',
    children: 'Mantener fuera de la vista y del alcance de los niños.',
    directions: 'Utilizar según las indicaciones del investigador.',
    storage: 'Conservar según el manual de farmacia.',
    sponsor: 'Promotor',
    kit: 'Kit',
    lot: 'Lote',
    expiry: 'Utilizar hasta fin de',
    site: 'Centro',
    subject: 'Participante',
    visit: 'Visita',
    from: 'Remitente',
    to: 'Destinatario',
    supplies: 'Medicamentos para ensayo clínico',
    kits: 'Kits',
    logger: 'Registrador de temperatura',
  },
};

export const labelLanguages: readonly string[] = Object.keys(labelPhrases);
