// topojson.js — topojson-client reads our TopoJSON: are the areas those of the GeoJSON, to the last digit?
// node topojson.js AREAS.topojson GEMEINDEN.geojson
const fs = require('fs');
const {feature} = require('topojson-client');

const [topology, source] = process.argv.slice(2).map(path => JSON.parse(fs.readFileSync(path)));

// A ring begins anywhere: turned to its least point it can be compared.
function turned(ring) {
    const points = ring.slice(0, -1).map(point => point.join(','));
    const least = points.reduce((best, point, i) => point < points[best] ? i : best, 0);
    return points.slice(least).concat(points.slice(0, least)).join(' ');
}

function text(geometry) {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    return polygons.map(rings => rings.map(turned).sort().join('|')).sort().join('||');
}

const ours = new Map(feature(topology, topology.objects.gemeinde).features.map(f => [f.properties.key, text(f.geometry)]));
const wrong = source.features.filter(f => ours.get(f.properties.ags) !== text(f.geometry));
console.log(`${source.features.length - wrong.length} of ${source.features.length} Gemeinden are the same in topojson-client`);
process.exit(wrong.length > 0 ? 1 : 0);
