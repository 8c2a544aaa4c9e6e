import type { ErrorKind } from '../../../provider/graph/error-kinds.ts'

export type Code = {
  readonly code: number
  readonly subcode: number | undefined
  readonly kind: ErrorKind
  /** Whether the reference says that the request may be repeated soon. */
  readonly retry: boolean
}

/** Meta's error codes with what each means for us: a row per code of the error references, written out by hand. */
export const CODES: readonly Code[] = [
  ...codes('transient', true, 1, '1/99', 2, 3912, 3919),
  ...codes('throttled', true, 4, 17, '17/2446079', 32, 341, 613, '613/1487742', '613/1996'),
  ...codes('throttled', true, 80000, 80001, 80002, 80003, 80004, 80005, 80006, 80008, 80009, 80014),
  ...codes('blocked', false, 368),
  ...codes('permission', false, 3, 10, '10/3858749', 200, 270, 283, 294, 299, 3910, 3911, 3913),
  ...codes('gone', false, '100/33'),
  ...codes('refused', false, 100, '100/1752129', '100/1752100'),
  ...codes('token', false, 102, 104, 190, '190/458', '190/459', '190/460', '190/463', '190/464', '190/467'),
  ...codes('token', false, '190/490'),
  ...codes('page-token', false, '190/492'),
  ...codes('two-factor', false, 415, '415/2859009', '415/1404120'),
  ...codes('refused', false, 370, 413, 452, 457, 506, 804, 3970, 2500, 2615, 2620, 2635, 2654, 3018),
  ...codes('last-admin', false, 3914),
  ...codes('exists', false, 3936, 3944, 3946, 3989),
  ...codes('refused', false, '3918/1690024', 3947, 3948, 3949, 3962, 3965, 3973, 3974, 3977, 3979, 3980),
  ...codes('refused', false, 3982, 3994, 3996, 42001, 42004, 6200, 6202, 104001, 0),
]

function codes(kind: ErrorKind, retry: boolean, ...written: readonly (number | string)[]): Code[] {
  return written.map((one) => {
    const [code, subcode] = String(one).split('/').map(Number)
    return { code: code ?? 0, subcode, kind, retry }
  })
}
