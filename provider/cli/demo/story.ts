import type { Hand } from '../../emulator/hands.ts'
import { EXIT, type ExitCode } from '../../runs/wiring/exit.ts'

/** One step of the demo: a title, a command, and the exit code it must end with. */
export type StoryStep = {
  readonly title: string
  /** Changes by hand in Business settings before the command; ids are those of estate.yaml. */
  readonly byHand?: readonly Hand[]
  readonly command: readonly string[]
  readonly exit: ExitCode
}

const AGENCY = '900000000000001'

/** A GitOps loop: files to Meta, no changes left, drift found and repaired, a client who shares late. */
export const STORY: readonly StoryStep[] = [
  { title: 'Check the files, offline', command: ['check'], exit: EXIT.ok },
  { title: 'Preview what changes at Meta', command: ['preview', '--all'], exit: EXIT.changes },
  { title: 'Apply the plans', command: ['apply', '--all'], exit: EXIT.ok },
  { title: 'Preview again: no changes', command: ['preview', '--all'], exit: EXIT.ok },
  {
    title: 'By hand, Acme shares act_1001 as admin, and somebody makes the contractor Ben admin there',
    byHand: [
      { do: 'share', asset: 'act_1001', business: AGENCY, tasks: ['MANAGE', 'ADVERTISE', 'ANALYZE'] },
      { do: 'assign', asset: 'act_1001', user: '9104', tasks: ['MANAGE', 'ADVERTISE', 'ANALYZE'] },
    ],
    command: ['preview', 'acme'],
    exit: EXIT.changes,
  },
  {
    title: 'Apply lowers Ben again; only Acme can lower its share',
    command: ['apply', 'acme'],
    exit: EXIT.ok,
  },
  {
    title: 'Acme lowers its share; Bloom shares its assets at last; Olga adds our system user to its Page',
    byHand: [
      { do: 'share', asset: 'act_1001', business: AGENCY, tasks: ['ADVERTISE', 'ANALYZE'] },
      { do: 'share', asset: 'act_1101', business: AGENCY, tasks: ['ADVERTISE', 'ANALYZE'] },
      { do: 'share', asset: '3101', business: AGENCY, tasks: ['ADVERTISE', 'ANALYZE'] },
      { do: 'share', asset: '2101', business: AGENCY, tasks: ['ADVERTISE', 'ANALYZE'] },
      { do: 'assign', asset: '2101', user: '9201', tasks: ['ANALYZE'] },
    ],
    command: ['preview', 'bloom'],
    exit: EXIT.changes,
  },
  { title: 'Apply continues and assigns the people', command: ['apply', 'bloom'], exit: EXIT.ok },
  { title: 'Meta matches the files', command: ['preview', '--all'], exit: EXIT.ok },
]
