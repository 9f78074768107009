/** The services that consume events, each with its own dead letters. */
export const services = ['grading', 'practice', 'catalog'] as const;
export type Service = (typeof services)[number];

/** They all answer alike: the grading service's document stands for the three. */
export const at = <Path extends string>(service: Service, path: Path): Path =>
  path.replace('/api/grading/', `/api/${service}/`) as Path;
