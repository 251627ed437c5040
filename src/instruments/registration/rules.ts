import type { CityView } from '../../platform/city.ts';

export type Advice = 'small.people' | 'small.means' | 'big.liaison' | 'big.means' | 'medium.both' | 'limits';

/**
 * What the size of a city changes for somebody who wants to work with it (source B): in a small town people
 * know each other and means are few, in a big one it is the reverse. `limits` where the city has written
 * down what politics or the law keeps it from doing.
 */
export function contextAdvice(city: Pick<CityView, 'sizeBand' | 'limits'>): Advice[] {
  const size: Record<CityView['sizeBand'], Advice[]> = {
    small: ['small.people', 'small.means'],
    medium: ['medium.both'],
    large: ['big.liaison', 'big.means'],
  };
  const limited = Object.values(city.limits).some(Boolean);
  return [...size[city.sizeBand], ...(limited ? (['limits'] as const) : [])];
}
