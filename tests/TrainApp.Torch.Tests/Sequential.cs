// libtorch has one random generator and one pool of threads: tests beside one another would disturb each other's figures.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
