import type { LevelByKind } from '../levels.ts'
import type { ChosenLevels } from '../model.ts'
import type { WrittenLevels } from '../written/levels.ts'

/** Normalises the levels of a function or a package: "none" means the same as an absent kind. */
export function normaliseLevels(written: WrittenLevels): LevelByKind {
  return Object.fromEntries(Object.entries(chosenLevels(written)).filter(([, level]) => level !== 'none'))
}

/** Normalises the levels chosen for a member: an absent kind keeps the function's level, "none" gives none. */
export function chosenLevels(written: WrittenLevels): ChosenLevels {
  return Object.fromEntries(Object.entries(written).filter(([, level]) => level !== undefined))
}
