import type { Finding } from '../../findings/finding.ts'
import type { Model } from '../model.ts'

/** A rule reads the model and lists what breaks it; `today` is a UTC date, year-month-day. It never throws. */
export type Rule = (model: Model, today: string) => Finding[]
