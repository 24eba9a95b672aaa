// Figures as people read them.
const missing = (value) => value === null || value === undefined || Number.isNaN(value);
const figure = (value, digits = 3) => missing(value) ? "–" : value.toFixed(digits);
const percent = (value, digits = 1) => missing(value) ? "–" : `${+(value * 100).toFixed(digits)} %`;
const count = (value) => missing(value) ? "–" : value.toLocaleString("en-US");
const plural = (value, word, words = `${word}s`) => `${count(value)} ${value === 1 ? word : words}`;
const short = (value) => value >= 1e6 ? `${+(value / 1e6).toFixed(1)}M` : value >= 1e4 ? `${Math.round(value / 1e3)}k` : value >= 1e3 ? `${+(value / 1e3).toFixed(1)}k` : `${value}`;
const signed = (value, digits = 3) => missing(value) ? "–" : `${value > 0 ? "+" : value < 0 ? "−" : "±"}${Math.abs(value).toFixed(digits)}`;
const bytes = (value) => value >= 1e9 ? `${+(value / 1e9).toFixed(2)} GB` : value >= 1e6 ? `${+(value / 1e6).toFixed(1)} MB` : value >= 1e3 ? `${+(value / 1e3).toFixed(1)} kB` : `${value} B`;
const milliseconds = (value) => missing(value) ? "–" : value < 10 ? value.toFixed(2) : value.toFixed(1);
