import type { LevelByKind } from '../levels.ts'
import type { ChosenLevels } from '../model.ts'
import type { WrittenLevels } from '../written/levels.ts'

/** Levels of a function or a package as used: "none" and a kind left out are the same. */
export function normaliseLevels(written: WrittenLevels): LevelByKind {
  return Object.fromEntries(Object.entries(chosenLevels(written)).filter(([, level]) => level !== 'none'))
}

/** Levels chosen for a member as used: a kind left out is as the function says, "none" is none. */
export function chosenLevels(written: WrittenLevels): ChosenLevels {
  return Object.fromEntries(Object.entries(written).filter(([, level]) => level !== undefined))
}
