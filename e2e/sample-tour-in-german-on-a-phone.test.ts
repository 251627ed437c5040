import { tourIsWalked } from './sample-tour.ts';

tourIsWalked({ locale: 'de', width: 320, height: 640 });
