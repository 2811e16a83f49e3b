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
  ja: {
    trialUse: '治験用',
    children: '小児の手の届かないところに保管してください。',
    directions: '治験責任医師又は治験分担医師の指示に従って使用してください。',
    storage: '治験薬の管理に関する手順書に従って保管してください。',
    sponsor: '治験依頼者',
    kit: '薬剤番号',
    lot: '製造番号',
    expiry: '使用期限',
    site: '実施医療機関',
    subject: '被験者',
    visit: '来院',
    from: '発送元',
    to: '送付先',
    supplies: '治験薬',
    kits: 'キット数',
    logger: '温度ロガー',
  },
};

export const labelLanguages: readonly string[] = Object.keys(labelPhrases);
