/** A stream of numbers in [0, 1), the same for the same seed (mulberry32). */
export type Random = () => number

export function random(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const FIRST = [
  'Ana',
  'Bruno',
  'Chloe',
  'David',
  'Emma',
  'Farid',
  'Giulia',
  'Hugo',
  'Ines',
  'Jonas',
  'Karim',
  'Lea',
  'Marc',
  'Nadia',
  'Oscar',
]
const LAST = [
  'Bernard',
  'Costa',
  'Dubois',
  'Evans',
  'Fischer',
  'Garcia',
  'Haddad',
  'Ivanov',
  'Jansen',
  'Keller',
  'Lopez',
  'Moreau',
  'Nowak',
]
const TRADES = [
  'Bakery',
  'Bikes',
  'Books',
  'Ceramics',
  'Coffee',
  'Flowers',
  'Furniture',
  'Gardens',
  'Shoes',
  'Toys',
  'Travel',
  'Wines',
]

/** A name that no other index has, so that e-mails made from it differ. */
export function personName(index: number, next: Random): { readonly first: string; readonly last: string } {
  const first = FIRST[Math.floor(next() * FIRST.length)] ?? 'Ana'
  const last = LAST[Math.floor(next() * LAST.length)] ?? 'Costa'
  return { first, last: `${last}${index + 1}` }
}

export function nameFrom(next: Random): string {
  return `${LAST[Math.floor(next() * LAST.length)] ?? 'Costa'} ${TRADES[Math.floor(next() * TRADES.length)] ?? 'Books'}`
}
