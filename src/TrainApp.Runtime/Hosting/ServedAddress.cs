namespace TrainApp.Hosting;

/// <summary>Where the page and the HTTP API answer.</summary>
/// <param name="Plain">The address without the token.</param>
/// <param name="SignIn">The same with the token: whoever opens it is signed in.</param>
public sealed record ServedAddress(Uri Plain, Uri SignIn);
