// The report's curves are drawn by uPlot, which a classic script finds as a global: modules cannot be loaded from disk.
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

globalThis.uPlot = uPlot;
