import type { Finding } from '../../findings/finding.ts'
import type { Model } from '../model.ts'
import type { Moment } from '../moment.ts'

/** A rule reads the model and returns a finding for each violation; `today` is a UTC day or minute. It never throws. */
export type ModelRule = (model: Model, today: Moment) => Finding[]
