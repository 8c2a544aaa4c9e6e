import type { FaultInput } from '../../../provider/emulator/faults.ts'

/** Longer than any run looks again. */
const FOR_EVER = 600_000

type Outcome = FaultInput['outcome']

const LOST_ANSWERS: Readonly<Record<string, Outcome>> = {
  unavailable: { error: { code: 2, status: 503 } },
  unknown: { error: { code: 1, status: 500 } },
  reset: { reset: true },
  'time-out': { hang: 150 },
  'half an answer': { malformed: true },
  html: { answer: '<html><body>502 Bad Gateway</body></html>' },
}

const WITHOUT_EFFECT: Readonly<Record<string, Outcome>> = {
  'success false': { answer: { success: false } },
  'an empty object': { answer: {} },
  'an empty list': { answer: [] },
  'success without effect': { answer: { success: true } },
  'an error in a success': { answer: { error: { message: 'no', type: 'OAuthException', code: 2 } } },
}

const REFUSALS: Readonly<Record<string, Outcome>> = {
  'its own limit': { error: { code: 613 } },
  'the app limit': { error: { code: 4 } },
  'the business limit': { error: { code: 80004 } },
  block: { error: { code: 368 } },
  'a missing right': { error: { code: 200 } },
  'an ended token': { error: { code: 190, subcode: 463 } },
  'a second factor': { error: { code: 415 } },
  'it exists': { error: { code: 3944 } },
  'an unlisted code': { error: { code: 2310068 } },
}

const LISTS: Readonly<Record<string, Outcome>> = {
  'no rows': { empty: true },
  'rows without ids': { without: ['id'] },
  'rows without tasks': { without: ['tasks', 'permitted_tasks'] },
  'rows without addresses': { without: ['email', 'name'] },
  'rows without owners': { without: ['owner_business', 'owner'] },
  'rows of nothing': { answer: { data: [null, null] } },
  'rows of another type': { answer: { data: 'none' } },
  'no list': { answer: [] },
  'a short lag': { lag: 300 },
  'an endless lag': { lag: FOR_EVER },
  delay: { delay: 100 },
}

/** A kind of fault, and what it does to a matched operation. */
export type FaultKind = {
  readonly name: string
  readonly on: 'writes' | 'reads'
  readonly fault: Pick<FaultInput, 'outcome' | 'carried_out'>
  /** Whether the answer leaves open whether a write was made. */
  readonly isLost: boolean
  /** Whether Meta limits requests by it, so that a run waits. */
  readonly isLimit: boolean
}

/** Every kind of fault that is injected. */
export const FAULT_KINDS: readonly FaultKind[] = [
  ...Object.entries(LOST_ANSWERS).flatMap(([name, outcome]): FaultKind[] => [
    { name: `${name} instead of a write`, on: 'writes', fault: { outcome }, isLost: true, isLimit: false },
    {
      name: `${name} after a write`,
      on: 'writes',
      fault: { outcome, carried_out: true },
      isLost: true,
      isLimit: false,
    },
    { name: `${name} at a read`, on: 'reads', fault: { outcome }, isLost: false, isLimit: false },
  ]),
  ...Object.entries(WITHOUT_EFFECT).flatMap(([name, outcome]): FaultKind[] => [
    { name: `${name} for a write`, on: 'writes', fault: { outcome }, isLost: false, isLimit: false },
    {
      name: `${name} after a write`,
      on: 'writes',
      fault: { outcome, carried_out: true },
      isLost: false,
      isLimit: false,
    },
  ]),
  ...Object.entries(REFUSALS).flatMap(([name, outcome]): FaultKind[] => [
    {
      name: `${name} at a write`,
      on: 'writes',
      fault: { outcome },
      isLost: false,
      isLimit: name.endsWith('limit'),
    },
    {
      name: `${name} at a read`,
      on: 'reads',
      fault: { outcome },
      isLost: false,
      isLimit: name.endsWith('limit'),
    },
  ]),
  ...Object.entries(LISTS).map(([name, outcome]): FaultKind => {
    return { name: `${name} at a read`, on: 'reads', fault: { outcome }, isLost: false, isLimit: false }
  }),
]
