/**
 * Currencies of which Meta counts no hundredths. Source: BACKGROUND (graph-api 3); ISO 4217 gives some of them two
 * digits.
 */
const WITHOUT_MINOR_UNITS: ReadonlySet<string> = new Set(
  'CLP COP CRC HUF ISK IDR JPY KRW PYG TWD VND'.split(' '),
)

/** An amount of the files ("5000.50", in units of the currency) in Meta's minor units, as "500050". */
export function minorUnits(amount: string, currency: string): number {
  return Math.round(Number(amount) * (WITHOUT_MINOR_UNITS.has(currency) ? 1 : 100))
}

/** Meta's minor units as an amount of the files. */
export function inUnits(minor: number, currency: string): string {
  return WITHOUT_MINOR_UNITS.has(currency) ? String(minor) : String(minor / 100)
}
