import { useState } from 'react';
import { CreateStudy } from './create-study.tsx';
import { DemonstrationPage } from './demonstration-page.tsx';
import { MakeSite } from './make-site.tsx';
import { RecentStudies } from './recent-studies.tsx';
import { StudyWizard } from './wizard/study-wizard.tsx';

type Way = 'choose' | 'demonstration' | 'file' | 'form' | 'site';

/** Which study: one opened before, the demonstration, or a new one from a file or by form. */
export function StudyChooser({ onChosen }: { onChosen(): void }) {
  const [way, setWay] = useState<Way>('choose');
  const back = (): void => setWay('choose');
  switch (way) {
    case 'choose':
      return <RecentStudies onChosen={onChosen} onWay={setWay} />;
    case 'demonstration':
      return <DemonstrationPage onDone={onChosen} onBack={back} />;
    case 'file':
      return <CreateStudy onDone={onChosen} onBack={back} />;
    case 'form':
      return <StudyWizard onDone={onChosen} onBack={back} />;
    case 'site':
      return <MakeSite onDone={onChosen} onBack={back} />;
  }
}
