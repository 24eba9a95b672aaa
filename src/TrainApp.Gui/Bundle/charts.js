// Charts: uPlot, bundled; Script/ modules use it where it is present.
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

export { uPlot };
